package dev.tidegate.till.catalogue;

import java.util.List;

/**
 * Where the catalogue comes from. Called by one thread, which may wait for it.
 *
 * <p>It is the only door: a shop whose back office speaks HTTP puts another source here.
 */
public interface CatalogueSource {
    /** What the source had. */
    sealed interface Reading {
        /** Nothing that was not read before. */
        record Unchanged() implements Reading {}

        record Whole(Catalogue catalogue) implements Reading {}

        /**
         * It cannot be used, and nothing of it is; the last good one goes on.
         *
         * @param faults for whoever keeps it: where, and what is wrong; never empty
         */
        record Faulty(List<Fault> faults) implements Reading {
            public Faulty {
                faults = List.copyOf(faults);
            }
        }
    }

    /**
     * One fault.
     *
     * @param file its name
     * @param line from 1; 0 where it is not about one line
     * @param column its name; empty where it is not about one column
     */
    record Fault(String file, int line, String column, String what) {
        @Override
        public String toString() {
            return file + (line == 0 ? "" : " line " + line) + (column.isEmpty() ? "" : " column " + column) + ": "
                    + what;
        }
    }

    /** Reads, where there may be something that was not read before. Never throws for what the source says. */
    Reading read();
}
