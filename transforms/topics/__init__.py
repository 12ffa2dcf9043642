"""What articles and quotations are about."""
