"""Result files, as scripts read them."""
