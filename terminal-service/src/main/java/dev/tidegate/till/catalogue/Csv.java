package dev.tidegate.till.catalogue;

import dev.tidegate.till.catalogue.CatalogueSource.Fault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * Rows of comma-separated values (RFC 4180) under a line of column names. Columns come in any order; one that nobody
 * knows is a fault, as is one that is missing. Lines that are empty or begin with {@code #} are passed over.
 */
final class Csv {
    /** One row: its line in the file, and a value for each column. */
    record Row(int line, Map<String, String> values) {
        String get(String column) {
            return values.getOrDefault(column, "").strip();
        }
    }

    private final String file;
    private final String text;
    private final List<Fault> faults;
    private int at;
    private int line = 1;

    private Csv(String file, String text, List<Fault> faults) {
        this.file = file;
        this.text = text;
        this.faults = faults;
    }

    /**
     * The rows of a text.
     *
     * @param columns all that there have to be
     * @param faults what is wrong is added here
     */
    static List<Row> rows(String file, String text, List<String> columns, List<Fault> faults) {
        return new Csv(file, text.startsWith("\uFEFF") ? text.substring(1) : text, faults).read(columns);
    }

    private List<Row> read(List<String> columns) {
        List<Row> rows = new ArrayList<>();
        List<String> head = List.of();
        while (at < text.length()) {
            int began = line;
            boolean remark = text.charAt(at) == '#';
            List<String> values = record();
            if (remark || values.size() == 1 && values.getFirst().isBlank()) {
                continue;
            }
            if (head.isEmpty()) {
                head = values.stream().map(String::strip).toList();
                if (!isHead(head, began, columns)) {
                    return List.of();
                }
            } else if (values.size() == head.size()) {
                Map<String, String> row = new HashMap<>();
                for (int i = 0; i < head.size(); i++) {
                    row.put(head.get(i), values.get(i));
                }
                rows.add(new Row(began, row));
            } else {
                faults.add(new Fault(
                        file, began, "", "has " + values.size() + " values, and the first line " + head.size()));
            }
        }
        if (head.isEmpty()) {
            faults.add(new Fault(file, 1, "", "the line of column names is missing"));
        }
        return rows;
    }

    private boolean isHead(List<String> head, int began, List<String> columns) {
        int before = faults.size();
        for (String column : columns) {
            if (!head.contains(column)) {
                faults.add(new Fault(file, began, column, "is missing"));
            }
        }
        for (String column : head) {
            if (!columns.contains(column)) {
                faults.add(new Fault(file, began, "", "has a column that is not one of " + String.join(", ", columns)));
            }
        }
        if (new HashSet<>(head).size() != head.size()) {
            faults.add(new Fault(file, began, "", "has a column twice"));
        }
        return faults.size() == before;
    }

    private List<String> record() {
        List<String> values = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        boolean quoted = false;
        int opened = line;
        while (at < text.length()) {
            char c = text.charAt(at++);
            line += c == '\n' ? 1 : 0;
            if (quoted) {
                if (c != '"') {
                    value.append(c);
                } else if (at < text.length() && text.charAt(at) == '"') {
                    value.append('"');
                    at++;
                } else {
                    quoted = false;
                }
            } else if (c == '"' && value.isEmpty()) {
                quoted = true;
            } else if (c == ',') {
                values.add(value.toString());
                value.setLength(0);
            } else if (c == '\n') {
                break;
            } else if (c != '\r') {
                value.append(c);
            }
        }
        if (quoted) {
            faults.add(new Fault(file, opened, "", "a quotation mark is not closed"));
        }
        values.add(value.toString());
        return values;
    }
}
