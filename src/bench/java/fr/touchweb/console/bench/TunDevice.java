package fr.touchweb.console.bench;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** A TUN device of Linux (Documentation/networking/tuntap): packets of the kernel as bytes of a file. Needs root. */
final class TunDevice implements AutoCloseable {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final MemoryLayout SIZE = ValueLayout.JAVA_LONG;
    private static final MethodHandle OPEN = handle("open", FunctionDescriptor.of(ValueLayout.JAVA_INT,
            ValueLayout.ADDRESS, ValueLayout.JAVA_INT), Linker.Option.firstVariadicArg(2));
    private static final MethodHandle IOCTL = handle("ioctl", FunctionDescriptor.of(ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS), Linker.Option.firstVariadicArg(2));
    private static final MethodHandle POLL = handle("poll", FunctionDescriptor.of(ValueLayout.JAVA_INT,
            ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT));
    private static final MethodHandle READ = handle("read",
            FunctionDescriptor.of(SIZE, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, SIZE));
    private static final MethodHandle WRITE = handle("write",
            FunctionDescriptor.of(SIZE, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, SIZE));
    private static final MethodHandle CLOSE = handle("close",
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    private static final int READ_WRITE = 2;
    private static final long TUNSETIFF = 0x400454caL;
    private static final short TUN_WITHOUT_HEADER = 0x1001;
    private static final short READABLE = 1;

    private final Arena arena = Arena.ofShared();
    private final MemorySegment in = arena.allocate(65_536);
    private final MemorySegment out = arena.allocate(65_536);
    private final MemorySegment polled = arena.allocate(8);
    private final int file;

    TunDevice(String name) throws IOException {
        file = (int) call(OPEN, arena.allocateFrom("/dev/net/tun"), READ_WRITE);
        if (file < 0) {
            throw new IOException("/dev/net/tun cannot be opened");
        }
        MemorySegment request = arena.allocate(40);
        request.setString(0, name);
        request.set(ValueLayout.JAVA_SHORT, 16, TUN_WITHOUT_HEADER);
        if ((int) call(IOCTL, file, TUNSETIFF, request) < 0) {
            close();
            throw new IOException("no TUN device: that needs root");
        }
        polled.set(ValueLayout.JAVA_INT, 0, file);
        polled.set(ValueLayout.JAVA_SHORT, 4, READABLE);
    }

    private static MethodHandle handle(String name, FunctionDescriptor types, Linker.Option... options) {
        return LINKER.downcallHandle(LINKER.defaultLookup().find(name).orElseThrow(), types, options);
    }

    private static Object call(MethodHandle function, Object... arguments) {
        try {
            return function.invokeWithArguments(arguments);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** The next packet, empty when none came in time. */
    byte[] read(int millis) throws IOException {
        try {
            if ((int) POLL.invokeExact(polled, 1L, millis) <= 0) {
                return new byte[0];
            }
            long n = (long) READ.invokeExact(file, in, in.byteSize());
            return n <= 0 ? new byte[0] : in.asSlice(0, n).toArray(ValueLayout.JAVA_BYTE);
        } catch (Throwable e) {
            throw new IOException(e);
        }
    }

    void write(byte[] packet) throws IOException {
        MemorySegment.copy(packet, 0, out, ValueLayout.JAVA_BYTE, 0, packet.length);
        try {
            long written = (long) WRITE.invokeExact(file, out, (long) packet.length);
            if (written != packet.length) {
                throw new IOException("a packet was not taken");
            }
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        call(CLOSE, file);
    }
}
