"""Raw news text in; a columnar dataset of who said what, when, about what, out."""
