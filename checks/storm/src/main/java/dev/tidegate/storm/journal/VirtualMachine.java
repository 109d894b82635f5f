package dev.tidegate.storm.journal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A small machine, emulated to the last instruction: a Debian kernel, this JDK and this class path. Its second disk is
 * the till's; what the till says leaves by a serial line, so that it is written down outside.
 */
final class VirtualMachine {
    /** The folder in which the launcher has unpacked a kernel. */
    private static final String FOLDER = "tidegate.storm.machine";

    private static final String MEMORY_MIB = "1024";
    private static final List<String> COMMANDS = List.of("qemu-system-x86_64", "mkfs.ext4", "losetup", "mount");

    private final Path folder;
    private final Path kernel;

    private VirtualMachine(Path folder, Path kernel) {
        this.folder = folder;
        this.kernel = kernel;
    }

    static String hindrance() {
        String folder = System.getProperty(FOLDER, "");
        if (folder.isEmpty()) {
            return "runs behind ./tidegate storm journal --way qemu";
        }
        if (!Machine.isRoot()) {
            return "needs root, to mount the machine's disk";
        }
        String missing = Machine.missing(COMMANDS);
        if (!missing.isEmpty()) {
            return "needs the command " + missing + " (Debian: qemu-system-x86, e2fsprogs)";
        }
        return Files.isDirectory(Path.of(folder, "packages", "boot"))
                ? ""
                : "needs a kernel in " + folder + "/packages (Debian: linux-image-cloud-amd64, busybox-static)";
    }

    /** Makes the disk that it boots from; some seconds, and some hundred MiB. */
    static VirtualMachine build() throws IOException, InterruptedException {
        Path folder = Path.of(System.getProperty(FOLDER));
        Path script = folder.resolve("machine.sh");
        try (InputStream source = VirtualMachine.class.getResourceAsStream("machine.sh")) {
            if (source == null) {
                throw new IOException("machine.sh is not on the class path");
            }
            Path ignored = Files.write(script, source.readAllBytes());
        }
        System.err.println("qemu: making the machine");
        List<String> command = new ArrayList<>(List.of("sh", script.toString(), System.getProperty("java.home")));
        command.add(Child.classPath());
        command.add(WorkingChild.class.getName());
        command.addAll(Child.flags());
        int status = new ProcessBuilder(command)
                .directory(folder.toFile())
                .inheritIO()
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("the machine cannot be made: see above");
        }
        try (DirectoryStream<Path> kernels = Files.newDirectoryStream(folder.resolve("packages/boot"), "vmlinuz-*")) {
            return new VirtualMachine(folder, kernels.iterator().next());
        }
    }

    /** Switches it on, with a child at work on what its second disk holds. */
    Child start(Path disk, Engine engine, Ledger ledger, int callers, int salesEach) throws IOException {
        List<String> words = Child.arguments(engine, Path.of("/till/till"), ledger, callers, salesEach);
        return Child.of(
                List.of(
                        "qemu-system-x86_64",
                        "-machine",
                        "pc,accel=tcg",
                        "-cpu",
                        "max",
                        "-smp",
                        "2",
                        "-m",
                        MEMORY_MIB,
                        "-nodefaults",
                        "-no-reboot",
                        "-display",
                        "none",
                        "-kernel",
                        kernel.toString(),
                        "-initrd",
                        folder.resolve("initrd.gz").toString(),
                        "-append",
                        "console=ttyS0 quiet panic=-1 -- " + String.join(" ", words),
                        "-drive",
                        "file=" + folder.resolve("root.img") + ",if=virtio,format=raw,readonly=on",
                        // A flush of the machine is a flush of the file; what it did not flush it may lose.
                        "-drive",
                        "file=" + disk + ",if=virtio,format=raw,cache=writeback",
                        "-serial",
                        "file:" + folder.resolve("console.log"),
                        "-serial",
                        "stdio"),
                ledger);
    }
}
