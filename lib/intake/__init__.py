"""From a file as somebody sent it to rows that can be stored, and a plain sentence for each that cannot."""
