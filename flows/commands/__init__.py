"""The commands of `onrecord`, one module each."""
