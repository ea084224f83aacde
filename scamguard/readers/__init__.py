"""Files, pages, mails and pictures in, documents to scan out."""
