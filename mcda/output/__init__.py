"""Shows values: CSV, JSON, figures, SVG, workbook, sentences. The only place that rounds."""
