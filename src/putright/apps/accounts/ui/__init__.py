"""Parts of pages that every app uses: fields, widgets, paging. Markup: `ui/`."""
