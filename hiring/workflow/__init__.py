"""What people do, one function each: takes an open transaction, returns views, never commits."""
