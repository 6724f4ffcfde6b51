package services;

/** An expectation, the project that it was held against, and how they meet. */
record Judged(Expectation expectation, Names names, Meeting meeting) {}
