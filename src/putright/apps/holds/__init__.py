"""What may not be erased, by reference: legal holds on cases and on people."""
