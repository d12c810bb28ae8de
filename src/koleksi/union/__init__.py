"""One catalogue of many libraries: which of them holds how many copies of an edition (`koleksi union`)."""
