package io.tercet.store.clickhouse;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Runs ClickHouse's engine, which comes as a library, as a server: until standard input ends, for
 * that is what its query reads. Arguments: the library, then options of {@code clickhouse local}.
 */
final class ClickHouseLauncher {
  private static final String SERVE =
      "--query=SYSTEM START LISTEN HTTP; SYSTEM START LISTEN TCP; SELECT count() FROM table";

  private ClickHouseLauncher() {}

  public static void main(String[] arguments) throws Throwable {
    Linker linker = Linker.nativeLinker();
    Arena memory = Arena.global();
    SymbolLookup library = SymbolLookup.libraryLookup(Path.of(arguments[0]), memory);
    // The JVM needs its signals itself.
    linker
        .downcallHandle(
            library.findOrThrow("chdb_set_signal_handlers_enabled"),
            FunctionDescriptor.ofVoid(JAVA_INT))
        .invokeExact(0);
    List<String> options = new ArrayList<>(List.of("clickhouse"));
    options.addAll(Arrays.asList(arguments).subList(1, arguments.length));
    options.addAll(List.of("--structure=l String", "--input-format=LineAsString", SERVE));
    MemorySegment values = memory.allocate(ADDRESS, options.size() + 1L);
    for (int i = 0; i < options.size(); i++) {
      values.setAtIndex(ADDRESS, i, memory.allocateFrom(options.get(i)));
    }
    MemorySegment result =
        (MemorySegment)
            linker
                .downcallHandle(
                    library.findOrThrow("query_stable_v2"),
                    FunctionDescriptor.of(ADDRESS, JAVA_INT, ADDRESS))
                .invokeExact(options.size(), values);
    MemorySegment error = result.reinterpret(56).get(ADDRESS, 48);
    if (error.address() != 0) {
      System.err.println(error.reinterpret(4_096).getString(0));
      Runtime.getRuntime().halt(1);
    }
    Runtime.getRuntime().halt(0);
  }
}
