"""The self-assessment: a year’s answers, their evidence, sign-off and publication."""
