package dev.tidegate.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Ports of one shop on loopback: fixed ones for a person's bookmarks, free ones for a run beside others. */
record Ports(
        int tillPage,
        int reader,
        int antenna,
        int stripe,
        int gatewayApi,
        int gatewayPage,
        int gatewayAdmin,
        int acquirer,
        int acquirerControl,
        int cards,
        int network,
        int tillToGateway,
        int gatewayToAcquirer,
        int slot,
        int pad,
        int padControl,
        int hsm,
        int hsmControl) {

    static Ports fixed() {
        return new Ports(
                8080, 8085, 8088, 8089, 8443, 8090, 8091, 8583, 8584, 8086, 8087, 8444, 8585, 8092, 8093, 8094, 8095,
                8096);
    }

    /** Eighteen free ports, all taken at once so that none comes twice. */
    static Ports free() {
        List<ServerSocket> taken = new ArrayList<>();
        try {
            for (int i = 0; i < 18; i++) {
                taken.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            List<Integer> p = taken.stream().map(ServerSocket::getLocalPort).toList();
            for (ServerSocket socket : taken) {
                socket.close();
            }
            return new Ports(
                    p.get(0), p.get(1), p.get(2), p.get(3), p.get(4), p.get(5), p.get(6), p.get(7), p.get(8), p.get(9),
                    p.get(10), p.get(11), p.get(12), p.get(13), p.get(14), p.get(15), p.get(16), p.get(17));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
