using System.Diagnostics.CodeAnalysis;
using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Event;
using Akka.Remote.Associations;
using Akka.Remote.Messages;
using Akka.Remote.Transport;
using Akka.Remote.Wire;

namespace Akka.Remote;

/// <summary>The port this system listens on, and its associations with all others. Thread-safe.</summary>
[SuppressMessage("Design", "CA1001", Justification = "ShutdownAsync disposes of the transport.")]
internal sealed class Remoting
{
    private readonly AssociationRegistry _associations;
    private readonly RemoteSettings _settings;
    private readonly TcpTransport _transport;
    private readonly LifecycleEvents _events;
    private readonly ILoggingAdapter _log;
    private readonly TimeProvider _time;
    private AssociationContext? _context;
    private volatile bool _shuttingDown;

    public Remoting(RemoteSettings settings, int uid, LifecycleEvents events, ILoggingAdapter log, TimeProvider time)
    {
        _settings = settings;
        _events = events;
        _log = log;
        _time = time;
        _associations = new AssociationRegistry(Associate);
        _transport = new TcpTransport(settings.Tcp, uid, log, time);
    }

    /// <summary>
    /// Binds the port and tells the address under which others reach this system; connections wait until <see cref="Start"/>.
    /// </summary>
    /// <exception cref="RemoteTransportException">The port cannot be bound.</exception>
    public Address Bind(string systemName)
    {
        try
        {
            var endPoint = _transport.Bind();
            var tcp = _settings.Tcp;
            var host = tcp.PublicHostname.Length > 0 ? tcp.PublicHostname : endPoint.Address.ToString();
            return new Address(tcp.Scheme, systemName, EndPoints.Host(host), tcp.PublicPort > 0 ? tcp.PublicPort : endPoint.Port);
        }
        catch (RemoteTransportException failure)
        {
            _transport.Dispose();
            _events.Publish(new RemotingErrorEvent(failure));
            throw;
        }
    }

    /// <summary>Lets others connect.</summary>
    public void Start(ActorSystemImpl system, RemoteActorRefProvider provider, Address self)
    {
        _context = new AssociationContext(
            _settings, self, _transport, _events, _log, provider.DeadLetters, _time,
            () => new MessageWriter(system, _settings, _log),
            () => new InboundMessages(provider, system, _settings, _log));
        _ = _transport.AcceptAsync(
            self, Refusal, connection => AssociationWith(connection.Peer).Post(new AssociationCommand.Accepted(connection)));
        _log.Info("Remoting started; listening on addresses : [{0}]", self);
        _events.Publish(new RemotingListenEvent([self]));
    }

    public Association AssociationWith(Address peer) => _associations.GetOrCreate(peer);

    public void Quarantine(Address peer, int? uid) => AssociationWith(peer).Post(new AssociationCommand.Quarantine(uid));

    /// <summary>
    /// Sends what waits, within <c>flush-wait-on-shutdown</c>, and closes all connections. What did not get through is dead letters.
    /// </summary>
    [SuppressMessage("Design", "CA1031", Justification = "The system terminates whatever happens here.")]
    public async Task ShutdownAsync()
    {
        _shuttingDown = true;
        try
        {
            var associations = _associations.All.ToArray();
            foreach (var association in associations)
            {
                association.Post(new AssociationCommand.Flush());
            }

            try
            {
                await Task.WhenAll(associations.Select(association => association.Ended)).WaitAsync(_settings.FlushWait, _time);
            }
            catch (TimeoutException)
            {
                _log.Warning(
                    "Shutdown finished, but flushing might not have been successful and some messages might have been dropped. Increase "
                    + "akka.remote.flush-wait-on-shutdown to a larger value to avoid this.");
            }

            foreach (var association in _associations.All)
            {
                association.Post(new AssociationCommand.Close());
            }

            _transport.Dispose();
        }
        catch (Exception failure)
        {
            _events.Publish(new RemotingErrorEvent(failure));
        }

        _events.Publish(new RemotingShutdownEvent());
    }

    private Association Associate(Address peer)
    {
        var association = new Association(peer, _context!);
        if (_shuttingDown)
        {
            association.Post(new AssociationCommand.Close());
        }

        return association;
    }

    private DisassociateReason? Refusal(Address peer, int uid)
    {
        if (_shuttingDown)
        {
            return DisassociateReason.Shutdown;
        }

        return _associations.Find(peer)?.IsQuarantined(uid) == true ? DisassociateReason.Quarantined : null;
    }
}
