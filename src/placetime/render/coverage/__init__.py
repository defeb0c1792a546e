"""The coverage page: the documents with what is mapped and what is not."""
