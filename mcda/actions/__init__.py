"""Everything a person can do, one short function each, told who does it and when."""
