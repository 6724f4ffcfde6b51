package report;

/** Another place that explains a finding, and what is to be seen there. */
public record Related(Place place, String message) {}
