"""One article with everything that was found in it marked, for a person who checks the machine: in the terminal or as a page."""
