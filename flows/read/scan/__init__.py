"""Pages that are pictures, read by models that run offline: `page.read_page` and `images.read`."""
