"""Data protection: how long records are kept, holds, and what is held on a person."""
