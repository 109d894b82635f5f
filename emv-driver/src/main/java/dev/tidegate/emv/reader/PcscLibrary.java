package dev.tidegate.emv.reader;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * PC/SC as pcsc-lite has it on 64-bit Linux, where its DWORD, LONG and handles are C longs. Called by any thread; one
 * context is used by one thread at a time.
 *
 * <p>Why not one of Java's own ways to PC/SC: docs/decisions.md.
 */
final class PcscLibrary {
    private static final String FILE = "libpcsclite.so.1";

    /** The functions that a reader needs, with what each takes: a long or a pointer; all return a code. */
    enum Function {
        ESTABLISH_CONTEXT("SCardEstablishContext", "LPPP"),
        RELEASE_CONTEXT("SCardReleaseContext", "L"),
        LIST_READERS("SCardListReaders", "LPPP"),
        GET_STATUS_CHANGE("SCardGetStatusChange", "LLPL"),
        CONNECT("SCardConnect", "LPLLPP"),
        RECONNECT("SCardReconnect", "LLLLP"),
        DISCONNECT("SCardDisconnect", "LL"),
        STATUS("SCardStatus", "LPPPPPP"),
        TRANSMIT("SCardTransmit", "LPPLPPP");

        private final String symbol;
        private final String parameters;

        Function(String symbol, String parameters) {
            this.symbol = symbol;
            this.parameters = parameters;
        }

        private FunctionDescriptor shape() {
            return FunctionDescriptor.of(
                    JAVA_LONG,
                    parameters
                            .chars()
                            .mapToObj(kind -> kind == 'L' ? JAVA_LONG : ADDRESS)
                            .toArray(MemoryLayout[]::new));
        }
    }

    private static @Nullable PcscLibrary loaded;

    private final Map<Function, MethodHandle> handles = new EnumMap<>(Function.class);

    private PcscLibrary(SymbolLookup symbols) {
        for (Function function : Function.values()) {
            MethodHandle handle =
                    Linker.nativeLinker().downcallHandle(symbols.findOrThrow(function.symbol), function.shape());
            handles.put(function, handle.asSpreader(Object[].class, function.parameters.length()));
        }
    }

    /**
     * The library, loaded at the first call; looked for again while it is not there.
     *
     * @throws PcscException {@link PcscAnswer#NO_LIBRARY}
     */
    static synchronized PcscLibrary load() {
        PcscLibrary library = loaded;
        if (library == null) {
            try {
                library = new PcscLibrary(SymbolLookup.libraryLookup(FILE, Arena.global()));
            } catch (IllegalArgumentException | IllegalCallerException e) {
                throw new PcscException(PcscAnswer.NO_LIBRARY);
            }
            loaded = library;
        }
        return library;
    }

    /** Calls a function with what it takes, in its order. */
    PcscAnswer call(Function function, Object... arguments) {
        MethodHandle handle = handles.get(function);
        if (handle == null) {
            throw new IllegalStateException("every function has a handle");
        }
        try {
            return PcscAnswer.of((long) handle.invokeExact(arguments));
        } catch (Throwable e) {
            throw new IllegalStateException("the call does not fit the function " + function, e);
        }
    }

    /** As {@link #call}, where anything but success is an exception. */
    void expect(Function function, Object... arguments) {
        PcscAnswer answer = call(function, arguments);
        if (answer != PcscAnswer.OK) {
            throw new PcscException(answer);
        }
    }
}
