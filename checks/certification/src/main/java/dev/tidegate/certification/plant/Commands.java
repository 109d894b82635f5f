package dev.tidegate.certification.plant;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Runs commands of the product one after the other in one process: most of what a command costs is its start.
 *
 * <p>The first argument is a main class; then each command's arguments, with a full stop alone between two of them.
 */
final class Commands {
    static final String NEXT = ".";

    private Commands() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
        var main = Class.forName(arguments[0]).getMethod("main", String[].class);
        List<String> one = new ArrayList<>();
        List<String> all = new ArrayList<>(Arrays.asList(arguments).subList(1, arguments.length));
        all.add(NEXT);
        for (String word : all) {
            if (!word.equals(NEXT)) {
                one.add(word);
            } else if (!one.isEmpty()) {
                try {
                    Object ignored = main.invoke(null, (Object) one.toArray(String[]::new));
                } catch (InvocationTargetException e) {
                    throw new IllegalStateException("a command failed: " + one.getFirst(), e.getCause());
                }
                one.clear();
            }
        }
        // Commands leave threads behind that would keep the process.
        System.exit(0);
    }
}
