using System.Net;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Commands;
using VirshLite.Runner.Native;
using VirshLite.Translator.Context;
using VirshLite.Translator.NetworkFilters;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Firewall;

/// <summary>
/// The process that learns a guest's address from what passes its device (nwfilter.md 6): by DHCP for as long as the binding is there, else until the first
/// address is seen. Where a set of nft's takes that one, it only writes it down, so that rules that are flushed come back with it. Killed, it leaves the
/// rules that stand; the next look at the bindings starts it again with what it knew.
/// </summary>
public sealed class AddressLearner
{
    /// <summary>
    /// The hidden verb: <c>learn-address STATE-DIRECTORY CONFIG-DIRECTORY DEVICE [inherit]</c>; with the last word it has a socket as descriptor 3 that hears
    /// the device already.
    /// </summary>
    public const string Verb = "learn-address";

    private const int SocketNumber = 3;
    private const int LongestFrame = 2048;
    private const int LongestWaitMilliseconds = 10_000;

    /// <summary>So many messages at once, and so many a second after that, are looked at.</summary>
    private const int Burst = 50;
    private const int MessagesPerSecond = 10;

    /// <summary>A frame is seen here a moment before nft's rules have seen it.</summary>
    private const int LooksAtSet = 10;
    private const int MillisecondsBetweenLooks = 50;

    private readonly FilterBindings bindings;
    private readonly BindingFiles files;
    private readonly string text;
    private readonly NetworkFilterBinding binding;
    private readonly LentAddresses known;
    private readonly IpLearning learning;
    private readonly bool keptByNft;

    private AddressLearner(FilterBindings bindings, BindingFiles files)
    {
        this.bindings = bindings;
        this.files = files;
        text = File.ReadAllText(files.Binding);
        binding = bindings.Get(files.Port);
        DeviceRules rules = bindings.RulesOf(binding, []);
        learning = rules.Learning;
        keptByNft = learning == IpLearning.Any && !File.Exists(files.Ebtables);
        known = new LentAddresses(binding.Mac, rules.Servers);
        known.Read(File.Exists(files.Leases) ? File.ReadAllText(files.Leases) : "", binding.OwnerUuid);
    }

    /// <summary>Runs the hidden verb; returns the exit code.</summary>
    public static int Main(IReadOnlyList<string> arguments)
    {
        if (arguments is not [var state, var configuration, var port, ..])
        {
            return 2;
        }

        using PacketSocket? inherited = arguments.Count > 3 ? PacketSocket.Inherited(SocketNumber) : null;

        _ = Libc.prctl(Libc.PR_SET_NAME, "virshlite-learn");
        var bindings = new FilterBindings(new Settings { StateDirectory = state, ConfigDirectory = configuration });
        BindingFiles files = bindings.FilesOf(port);
        using FileLock? only = FileLock.TryTake(files.Learner);
        AddressLearner? learner = null;
        try
        {
            if (only is not null && File.Exists(files.Binding))
            {
                learner = new AddressLearner(bindings, files);
                learner.Learn(inherited);
            }

            return 0;
        }
        catch (Exception e) when (e is DomainException or NativeException or IOException)
        {
            // what stands may let any address through: then nothing passes any more (nwfilter.md 6); once the binding is gone the name may be another's
            if (learner is not { keptByNft: true } && (learner?.IsStillThere() ?? File.Exists(files.Binding)))
            {
                new HostCommand("ip", "link", "set", port, "down").TryRun();
            }

            return 1;
        }
    }

    /// <summary>
    /// Starts the process; it goes on behind this one and hears the device from now on. Where one learns for the device already, the new one ends at once.
    /// </summary>
    /// <exception cref="NativeException">The device cannot be listened to.</exception>
    internal static void Start(Settings settings, string port, IpLearning learning)
    {
        OwnProgram own = OwnProgram.Here;
        using PacketSocket? socket = Libc.if_nametoindex(port) == 0 ? null : PacketSocket.Open(port, learning == IpLearning.Dhcp);
        string[] words = [.. own.LeadingArguments, Verb, settings.StateDirectory, settings.ConfigDirectory, port,
            .. socket is null ? (string[])[] : ["inherit"]];
        ProcessSpawner.Spawn(new SpawnRequest(own.Path, words)
        {
            Descriptors = socket is null ? [] : [new(socket.Descriptor, SocketNumber)],
            Environment = [.. OwnProgram.PassedEnvironment(), new("DOTNET_gcConcurrent", "0"), new("DOTNET_GCHeapHardLimit", "4000000")],
            NewSession = true,
            WorkingDirectory = "/",
        });
    }

    private static long Now => DateTimeOffset.UtcNow.ToUnixTimeSeconds();

    private void Learn(PacketSocket? inherited)
    {
        using PacketSocket? socket = inherited ?? Open();
        if (socket is null)
        {
            return;
        }

        if (known.Expire(Now) || known.Addresses.Count > 0)
        {
            Apply();
        }

        byte[] frame = new byte[LongestFrame];
        int allowance = Burst;
        long filled = Now;
        while (learning == IpLearning.Dhcp || known.Addresses.Count == 0)
        {
            Wait(socket);
            if (!IsStillThere())
            {
                return;
            }

            bool changed = known.Expire(Now);
            while (socket.Receive(frame, out bool leaves) is { } length)
            {
                allowance = Math.Min(Burst, allowance + (int)Math.Min(Burst, (Now - filled) * MessagesPerSecond));
                filled = Now;
                if (allowance > 0 || learning == IpLearning.Any)
                {
                    allowance -= learning == IpLearning.Any ? 0 : 1;
                    changed |= Take(frame.AsSpan(0, length), leaves);
                }
            }

            if (changed)
            {
                Apply();
            }
        }
    }

    /// <summary>null where the device is not there (any more): a binding may be made before its device is.</summary>
    private PacketSocket? Open()
    {
        while (IsStillThere())
        {
            if (Libc.if_nametoindex(files.Port) != 0)
            {
                return PacketSocket.Open(files.Port, learning == IpLearning.Dhcp);
            }

            Thread.Sleep(100);
        }

        return null;
    }

    private void Wait(PacketSocket socket)
    {
        long left = known.NextEnd is { } end ? Math.Max(0, (end - Now) * 1000) : LongestWaitMilliseconds;
        var asked = new Libc.PollFd { Fd = socket.Descriptor.Number, Events = Libc.POLLIN };
        if (Libc.poll(ref asked, 1, (int)Math.Min(left, LongestWaitMilliseconds)) > 0 && (asked.Returned & Libc.POLLIN) == 0)
        {
            // the device has gone down: it may come up again
            Thread.Sleep(100);
        }
    }

    private bool IsStillThere()
    {
        try
        {
            return File.ReadAllText(files.Binding) == text;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private bool Take(ReadOnlySpan<byte> frame, bool leaves)
    {
        if (learning == IpLearning.Dhcp)
        {
            return DhcpMessage.Parse(frame) is { } message && known.Take(message, toGuest: leaves, Now);
        }

        if (keptByNft)
        {
            return !leaves && SenderOf(frame) is not null && TakeOver();
        }

        string? first = leaves
            ? DhcpMessage.Parse(frame) is { Kind: DhcpMessageKind.Offer or DhcpMessageKind.Ack } told && told.Client == binding.Mac
                ? told.Given.ToString() : null
            : SenderOf(frame);
        if (first is null || known.Addresses.Count > 0)
        {
            return false;
        }

        known.Add(first);
        return true;
    }

    /// <summary>Takes what the kernel has taken for the guest's.</summary>
    private bool TakeOver()
    {
        for (int look = 0; look < LooksAtSet && known.Addresses.Count == 0; look++)
        {
            if (NftTable.Learnt(files.Port) is [var address, ..])
            {
                known.Add(address);
                return true;
            }

            Thread.Sleep(MillisecondsBetweenLooks);
        }

        return false;
    }

    /// <summary>
    /// The IPv4 address that the guest sends from, or by ARP says that it has, which counts for nft only; null where it is none that a machine can have.
    /// </summary>
    private string? SenderOf(ReadOnlySpan<byte> frame)
    {
        int at = frame.Length < 34 || frame[12] != 8 ? 0 : frame[13] == 0 ? 26 : frame[13] == 6 && keptByNft ? 28 : 0;
        return at > 0 && frame[at] is > 0 and < 224
            && Convert.ToHexStringLower(frame.Slice(6, 6)) == binding.Mac.Replace(":", "", StringComparison.Ordinal).ToLowerInvariant()
                ? new IPAddress(frame.Slice(at, 4)).ToString() : null;
    }

    private void Apply() => bindings.Learn(binding, text, known, isInKernel: keptByNft);
}
