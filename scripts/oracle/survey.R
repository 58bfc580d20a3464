# The survey half of the measures by R's package `survey`, from the same two files.
#
#   Rscript survey.R SURVEY.csv POPULATION.csv BY OUT.csv
#
# BY names the characteristics weighted by, with commas between, or is "-" for none.
# The survey has one stock type and no duplicates. OUT.csv gets a row a measure: base,
# the proportion unweighted and weighted and its standard error, all in per cent, and
# a last row `weights` with the smallest, the largest and Kish's design effect.
# Standard output gets the seconds that weighting and estimating took.

suppressPackageStartupMessages(library(survey))
args <- commandArgs(trailingOnly = TRUE)
answers <- read.csv(args[1], colClasses = "character")
population <- read.csv(args[2], colClasses = "character")
by <- if (args[3] == "-") character(0) else strsplit(args[3], ",")[[1]]
households <- as.numeric(population$households)
all <- households[population$characteristic == "all"]
began <- proc.time()[["elapsed"]]

answers$inverse <- all / nrow(answers)
answers$all <- all
design <- svydesign(ids = ~1, weights = ~inverse, fpc = ~all, data = answers)

margin <- function(name) {
  rows <- population$characteristic == name
  freq <- households[rows]
  table <- data.frame(population$value[rows], all * freq / sum(freq))
  setNames(table, c(name, "Freq"))
}
formulas <- lapply(by, function(name) as.formula(paste0("~", name)))
if (length(by) == 1) {
  design <- postStratify(design, formulas[[1]], margin(by[1]))
} else if (length(by) > 1) {
  exact <- list(maxit = 500, epsilon = 1e-12)
  design <- rake(design, formulas, lapply(by, margin), control = exact)
}

filters <- c(TP02 = "repair_12_months", TP03 = "repair_12_months",
             TP09 = "complaint_12_months", TP10 = "communal_areas")
measures <- sprintf("TP%02d", 1:12)
rows <- lapply(measures, function(code) {
  asked <- if (code %in% names(filters)) answers[[filters[code]]] == "yes" else TRUE
  valid <- answers[[code]] %in% c("5", "4", "3", "2", "1") & asked
  met <- as.numeric(answers[[code]] %in% c("5", "4"))
  if (!any(valid)) return(c(0, NA, NA, NA))
  inside <- subset(update(design, met = met), valid)
  mean <- svymean(~met, inside)
  c(sum(valid), 100 * mean(met[valid]), 100 * coef(mean), 100 * SE(mean))
})
heavy <- weights(design) / mean(weights(design))
took <- proc.time()[["elapsed"]] - began
effect <- length(heavy) * sum(heavy^2) / sum(heavy)^2
out <- as.data.frame(do.call(rbind, c(rows, list(c(NA, range(heavy), effect)))))
names(out) <- c("base", "unweighted", "weighted", "se")
out <- cbind(measure = c(measures, "weights"), format(out, digits = 15, trim = TRUE))
write.csv(out, args[4], row.names = FALSE, quote = FALSE)
cat(sprintf("%.3f\n", took))
