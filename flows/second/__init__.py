"""The second reading: what a model or a person, who saw the document alone, says that its figures mean."""
