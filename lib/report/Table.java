package report;

import java.util.List;

/**
 * An overview that a report shows before its findings.
 *
 * @param rows each with a cell for every column
 */
public record Table(String title, List<String> columns, List<List<String>> rows) {
    public Table {
        int width = columns.size();
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        if (rows.stream().anyMatch(row -> row.size() != width)) {
            throw new IllegalArgumentException("a row of another width than " + columns);
        }
    }

    /** The same without secrets. */
    Table masked() {
        return new Table(Secrets.masked(title), columns, rows.stream().map(row -> row.stream().map(Secrets::masked).toList()).toList());
    }
}
