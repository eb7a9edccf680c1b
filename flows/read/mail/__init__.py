"""E-mails: the body, the quoted history apart, the files attached."""
