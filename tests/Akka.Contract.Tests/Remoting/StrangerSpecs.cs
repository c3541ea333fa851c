using System.Net;
using System.Net.Sockets;

namespace Akka.Contract.Remoting;

/// <summary>Whoever finds the port can neither stop the system nor those who belong to it.</summary>
public class StrangerSpecs : RemotingSpecs
{
    [Fact]
    public async Task Noise_on_the_port_harms_nobody()
    {
        var (here, there) = (Systems.Create("here"), Systems.Create("there"));
        Echo(there);
        var port = Systems.AddressOf(there).Port!.Value;
        var random = new Random(4);
        for (var stranger = 0; stranger < 50; stranger++)
        {
            var noise = new byte[random.Next(1, 20_000)];
            random.NextBytes(noise);
            await SayAsync(port, noise);
        }

        await ExpectEchoAsync(here, await Systems.FindAsync(here, there, "echo"));
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: here\r\n\r\n")]
    [InlineData("\u007f\u007f\u007f\u007f")]
    [InlineData("")]
    public async Task Another_protocol_harms_nobody(string text)
    {
        var (here, there) = (Systems.Create("here"), Systems.Create("there"));
        Echo(there);
        await SayAsync(Systems.AddressOf(there).Port!.Value, System.Text.Encoding.Latin1.GetBytes(text));
        await ExpectEchoAsync(here, await Systems.FindAsync(here, there, "echo"));
    }

    [Fact]
    public async Task Silent_connections_keep_nobody_out()
    {
        var (here, there) = (Systems.Create("here"), Systems.Create("there"));
        Echo(there);
        var silent = new List<Socket>();
        for (var stranger = 0; stranger < 100; stranger++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(IPAddress.Loopback, Systems.AddressOf(there).Port!.Value);
            silent.Add(socket);
        }

        await ExpectEchoAsync(here, await Systems.FindAsync(here, there, "echo"));
        silent.ForEach(socket => socket.Dispose());
    }

    private static async Task SayAsync(int port, byte[] bytes)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, port);
        try
        {
            for (var sent = 0; sent < bytes.Length;)
            {
                sent += await socket.SendAsync(bytes.AsMemory(sent));
            }
        }
        catch (SocketException)
        {
            // It has heard enough.
        }
    }
}
