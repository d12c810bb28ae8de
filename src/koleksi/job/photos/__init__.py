"""What photos are for: a folder of them as a source (`rows`), one of them answered to the phone at once (`heard`)."""
