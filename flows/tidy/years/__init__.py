"""Years that notes and neighbours date: part years, stated spans, tables that name none."""
