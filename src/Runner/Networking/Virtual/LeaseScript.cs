using System.Text;
using VirshLite.Runner.Native;
using VirshLite.Translator.Context;
using VirshLite.Translator.Networks;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Networking.Virtual;

/// <summary>What dnsmasq tells of leases: it calls a script, which calls this program, which keeps libvirt's file of them (networks.md 4.1).</summary>
public static class LeaseScript
{
    /// <summary>The hidden verb that the script calls.</summary>
    public const string Verb = "lease-event";

    private const string LockFile = "/run/leaseshelper.pid";

    /// <summary>It lasts as long as the program is where it is: below /run nothing may be executed on some hosts.</summary>
    public static string PathOf(Settings settings) => settings.LibDirectory + "/leaseshelper";

    /// <summary>Writes the script anew.</summary>
    internal static void Make(Settings settings)
    {
        OwnProgram own = OwnProgram.Here;
        string[] words = [own.Path, .. own.LeadingArguments];
        string quoted = string.Join(' ', words.Select(w => "'" + w.Replace("'", "'\\''", StringComparison.Ordinal) + "'"));
        Files.MakeDirectory(settings.LibDirectory, FileModes.PublicDirectory);
        Files.WriteAtomically(PathOf(settings), Encoding.UTF8.GetBytes($"#!/bin/sh\nexec {quoted} {Verb} \"$@\"\n"), FileModes.PublicDirectory);
    }

    /// <summary>Takes one event in; gives back what dnsmasq wants to read, where it asks at its start.</summary>
    /// <param name="words">The script's arguments.</param>
    /// <param name="environment">What dnsmasq put into the environment.</param>
    /// <exception cref="GuestException">The interface is not told.</exception>
    public static string Handle(IReadOnlyList<string> words, Func<string, string?> environment)
    {
        string bridge = environment("DNSMASQ_INTERFACE") ?? environment("VIR_BRIDGE_NAME") ?? throw new GuestException("interface not set");
        if (bridge.Contains('/', StringComparison.Ordinal) || words.Count == 0)
        {
            throw new GuestException("interface not set");
        }

        string path = NetworkPaths.Leases(NetworkPaths.LibvirtDnsmasq, bridge);
        using FileLock held = FileLock.Take(LockFile);
        IReadOnlyList<DhcpLease> leases = File.Exists(path) ? LeaseFile.Read(File.ReadAllText(path)) : [];
        if (words[0] == "init")
        {
            return LeaseEvent.Database(leases);
        }

        Files.WriteAtomically(path, Encoding.UTF8.GetBytes(LeaseFile.Write(LeaseEvent.Apply(leases, words, environment))), FileModes.PublicFile);
        return "";
    }
}
