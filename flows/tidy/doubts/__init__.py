"""Last looks at the figures of a document: what makes a figure doubtful that was read without a doubt."""
