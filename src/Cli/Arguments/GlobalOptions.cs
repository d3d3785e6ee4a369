using System.CommandLine;
using VirshLite.Cli.Output;

namespace VirshLite.Cli.Arguments;

/// <summary>The options that every verb takes, before or behind its name.</summary>
internal static class GlobalOptions
{
    public static readonly Option<bool> Session = new("--session")
    {
        Description = "use the caller's own directories and rights (the default unless run by root)",
        Recursive = true,
    };

    public static readonly Option<string?> Connect = new("--connect", "-c")
    {
        Description = "qemu:///system or qemu:///session, as with virsh; nothing is connected to",
        HelpName = "URI",
        Recursive = true,
    };

    public static readonly Option<string?> Config = new("--config")
    {
        Description = "read settings from FILE instead of /etc/virshlite/virshlite.json",
        HelpName = "FILE",
        Recursive = true,
    };

    public static readonly Option<string[]> Set = new("--set")
    {
        Description = "one setting, e.g. --set vnc_listen=0.0.0.0 (may be repeated)",
        HelpName = "KEY=VALUE",
        Recursive = true,
        AllowMultipleArgumentsPerToken = false,
    };

    public static readonly Option<string?> Rules = new("--rules")
    {
        Description = "follow the rules of this libvirt, 9.0 to 12.8, instead of 11.3's (or the setting 'rules')",
        HelpName = "VERSION",
        Recursive = true,
    };

    public static readonly Option<string> Output = new("--output")
    {
        Description = "text for people, json for programs",
        HelpName = "text|json",
        Recursive = true,
        DefaultValueFactory = _ => "text",
    };

    public static readonly Option<bool> Quiet = new("--quiet", "-q")
    {
        Description = "no headings, no confirmations",
        Recursive = true,
    };

    public static readonly Option<bool> IgnoreUnknown = new("--ignore-unknown")
    {
        Description = "warn about elements and attributes that are not known instead of refusing them",
        Recursive = true,
    };

    public static readonly Option<string[]> Secret = new("--secret")
    {
        Description = "a secret's value stands in FILE; NAME is its UUID or TYPE:USAGE (may be repeated)",
        HelpName = "NAME=FILE",
        Recursive = true,
        AllowMultipleArgumentsPerToken = false,
    };

    public static readonly Option<string?> RecordedHost = new("--host")
    {
        Description = "the host of a recording (qemu-capabilities --record) instead of this one, for verbs that only look",
        HelpName = "FILE",
        Recursive = true,
    };

    public static readonly Option<string?> QemuReplies = new("--qemu-replies")
    {
        Description = "a recorded QMP session of a QEMU (libvirt's .replies files) instead of a QEMU of this host, for verbs that only look",
        HelpName = "FILE",
        Recursive = true,
    };

    public static readonly Option<bool> TrustEmulator = new("--trust-emulator")
    {
        Description = "as root, run an <emulator> that others than root can change",
        Recursive = true,
    };

    public static readonly Option<bool> Debug = new("--debug")
    {
        Description = "with an error, say where in this program it came from",
        Recursive = true,
    };

    public static readonly Option[] All =
        [Session, Connect, Config, RecordedHost, QemuReplies, Set, Secret, Rules, Output, Quiet, IgnoreUnknown, TrustEmulator, Debug];

    /// <summary>Whether the option's name is followed by a value of its own.</summary>
    public static bool TakesValue(string word) => word is "--connect" or "-c" or "--config" or "--set" or "--secret" or "--rules" or "--host"
        or "--qemu-replies" or "--output";

    /// <summary>The same before the words are taken apart: errors there are for programs too.</summary>
    public static bool AsksForJson(string[] args)
    {
        int at = Array.FindLastIndex(args, a => a.StartsWith(Output.Name, StringComparison.Ordinal));
        return at >= 0 && Array.IndexOf(args, "--", 0, at) < 0
            && (args[at] == Output.Name ? at + 1 < args.Length && args[at + 1] == "json" : args[at] is "--output=json" or "--output:json");
    }

    public static bool IsJson(ParseResult parse) => parse.GetValue(Output) switch
    {
        "json" => true,
        "text" => false,
        var other => throw new UsageException($"--output takes text or json, not '{other}'"),
    };

    /// <summary>Session mode: asked for, or the only one the caller has the rights for.</summary>
    public static bool IsSession(ParseResult parse) => parse.GetValue(Connect) switch
    {
        null => parse.GetValue(Session) || !Environment.IsPrivilegedProcess,
        "qemu:///session" => true,
        "qemu:///system" => false,
        var uri => throw new UsageException($"--connect takes qemu:///system or qemu:///session, not '{uri}': VirshLite runs guests on this machine only"),
    };
}
