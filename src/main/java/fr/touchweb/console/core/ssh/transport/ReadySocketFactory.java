package fr.touchweb.console.core.ssh.transport;

import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/** Hands the library the one socket that is connected already. */
final class ReadySocketFactory extends SocketFactory {
    private final Socket socket;

    ReadySocketFactory(Socket socket) {
        this.socket = socket;
    }

    @Override
    public Socket createSocket() {
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port) {
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        return socket;
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        return socket;
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
        return socket;
    }
}
