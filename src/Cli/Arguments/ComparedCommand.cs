using System.Globalization;
using VirshLite.Cli.Output;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Runner;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Native;
using VirshLite.Translator.Context;
using VirshLite.Translator.Parsing;
using VirshLite.Translator.Plan;

namespace VirshLite.Cli.Arguments;

/// <summary>One side of a comparison: a domain that is still to be translated, or a command line that is there already.</summary>
internal sealed class ComparedCommand
{
    private readonly string word;
    private readonly string? xml;
    private readonly bool ignoreUnknown;
    private readonly ParsedCommand? command;
    private readonly GuestRecord? guest;

    private ComparedCommand(string word, string? xml, ParsedCommand? command, GuestRecord? guest, bool ignoreUnknown)
    {
        this.word = word;
        this.xml = xml;
        this.ignoreUnknown = ignoreUnknown;
        this.command = command;
        this.guest = guest;
    }

    /// <summary>A running guest, or the command line of one.</summary>
    /// <summary>Whether this host has what the XML asks of its CPU and its NUMA nodes is not looked at.</summary>
    public bool NoHostChecks { get; set; }

    /// <summary>No rules were asked for: those of the libvirt that wrote the other side's log are followed.</summary>
    public bool FollowsItsLog { get; set; }

    /// <summary>The libvirt whose rules the log names.</summary>
    public string? LibvirtVersion => command?.LibvirtVersion;

    public bool IsCommand => command is not null;

    private bool IsStart => guest is not null || (command is { } text && WasStarted(text));

    /// <summary>How the side is called in the output.</summary>
    public string Name => guest is null ? word : $"{guest.Name} (running, id {guest.Id.ToString(CultureInfo.InvariantCulture)})";

    /// <summary>Values that were drawn because the XML leaves them out.</summary>
    public HashSet<string> Generated { get; } = [];

    /// <summary>A file with domain XML, a command line or a libvirt log; a running guest; or a guest of libvirt that has a log.</summary>
    /// <param name="name">Which guest, where a file has several command lines.</param>
    public static ComparedCommand Find(Host host, Io io, string word, bool ignoreUnknown, string? name = null)
    {
        bool isFile = word == "-" || File.Exists(word);
        if (!isFile && host.Guests.Find(word) is { Qemu: { } qemu } record)
        {
            string process = string.Create(CultureInfo.InvariantCulture, $"/proc/{qemu.Pid}/");
            return new(word, null, ParsedCommand.Parse(ReadProcess(process + "environ") + ReadProcess(process + "cmdline")), record, ignoreUnknown);
        }

        string libvirtLog = $"{host.LibvirtSettings.LogDirectory}/{word}.log";
        if (!isFile && !word.Contains('/') && File.Exists(libvirtLog))
        {
            word = libvirtLog;
            isFile = true;
        }

        if (!isFile)
        {
            throw DomainFile.LooksLikeOne(word) ? DomainException.Operation($"Failed to open file '{word}': No such file or directory")
                : new GuestNotFoundException(word);
        }

        string text = DomainFile.ReadText(word);
        if (text.AsSpan().TrimStart().TrimStart('\uFEFF').StartsWith("<"))
        {
            return new(word, text, null, null, ignoreUnknown);
        }

        io.InputName = word;
        return new(word, null, ParsedCommand.Parse(text, name), null, ignoreUnknown);
    }

    /// <summary>
    /// The command line; a domain is translated for what the other side is: for its directories, and with image headers, free ports and descriptors as at a
    /// start where the other side was one, else as a preview.
    /// </summary>
    public ParsedCommand Command(Host host, Io io, ComparedCommand other)
    {
        if (command is not null)
        {
            return command;
        }

        try
        {
            return Translated(host, io, other, other.IsStart);
        }
        catch (DomainException e) when (other.IsStart && e.Kind == RefusalKind.Operation)
        {
            // an image that is not here (any more): the rest can be compared all the same
            io.Error.WriteLine("warning: " + e.Message);
            return Translated(host, io, other, forStart: false);
        }
    }

    /// <summary>Those that are asked for with --rules; else those that the other side's log was written by, where it says so and they are known.</summary>
    private Compatibility RulesFor(Host host, Io io, ComparedCommand other)
    {
        if (FollowsItsLog && other.command?.LibvirtVersion is { } version)
        {
            try
            {
                return Compatibility.Of(version);
            }
            catch (DomainException e)
            {
                io.Error.WriteLine($"warning: {other.word}: {e.Message}; compared by those of {host.Settings.Rules.Version}");
            }
        }

        return host.Settings.Rules;
    }

    private ParsedCommand Translated(Host host, Io io, ComparedCommand other, bool forStart)
    {
        Compatibility rules = RulesFor(host, io, other);
        Domain domain = DomainFile.Parse(xml!, word, io, ignoreUnknown, rules);
        bool drawsGenId = domain is { HasGenId: true, GenId: null };
        bool[] hadMac = [.. domain.Interfaces.Select(i => i.Mac is not null)];
        bool hadUuid = domain.Uuid is not null;
        bool automaticPorts = domain.Graphics.Exists(g => g is VncGraphics { Autoport: true } or SpiceGraphics { Autoport: true });
        bool own = other.guest is not null || (host.HasGuests && other.command is { } text && UsesDirectory(text, host.Settings.LibDirectory));
        TranslationContext context;
        if (own)
        {
            DomainFile.ResolveRelativePaths(domain, word);
            if (other.guest is { } running)
            {
                DomainFile.TakeIdentityOf(running, domain);
            }

            // a guest that came from libvirt keeps its NVRAM and its TPM's state where libvirt had them
            context = host.Context(domain, host.Definitions.SettingsOf(host.Definitions.Named(domain.Name)) with { Rules = rules },
                new TranslationOptions { GuestId = other.guest?.Id ?? host.Guests.Store.PeekNextId(), ForStart = forStart, NoHostChecks = NoHostChecks });
        }
        else
        {
            context = host.Context(domain, host.LibvirtSettings with { Rules = rules },
                new TranslationOptions { ForStart = forStart, NoHostChecks = NoHostChecks });
        }

        LaunchPlan plan = CommandPlan.Of(context);
        NoteGenerated(plan.Domain, hadUuid, hadMac);
        if (drawsGenId && plan.Domain.GenId is { } genId)
        {
            Generated.Add(genId.ToString());
        }

        List<string> arguments = PlanRenderer.Arguments(plan, other.IsStart ? new DenseNumbering(plan) : new PreviewNumbering(plan));
        if (automaticPorts)
        {
            NotePorts(arguments);
        }

        return new(plan.Environment, plan.Binary, arguments);
    }

    public static string ReadProcess(string file)
    {
        try
        {
            return TextFiles.Read(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DomainException.Operation($"{file} cannot be read: {e.Message}");
        }
    }

    /// <summary>A start passes the monitor's socket as a descriptor; a preview names its path.</summary>
    private static bool WasStarted(ParsedCommand command)
    {
        foreach (string argument in command.Arguments)
        {
            if (argument.StartsWith("socket,id=charmonitor,fd=", StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static bool UsesDirectory(ParsedCommand command, string directory)
    {
        foreach (string argument in command.Arguments)
        {
            if (argument.Contains(directory + "/domain-", StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private void NoteGenerated(Domain planned, bool hadUuid, bool[] hadMac)
    {
        if (!hadUuid && planned.Uuid is { } uuid)
        {
            Generated.Add(uuid.ToString());
        }

        for (int i = 0; i < planned.Interfaces.Count; i++)
        {
            if ((i >= hadMac.Length || !hadMac[i]) && planned.Interfaces[i].Mac is { } mac)
            {
                Generated.Add(mac);
            }
        }
    }

    /// <summary>Ports that were looked for are different at every start.</summary>
    private void NotePorts(List<string> arguments)
    {
        foreach (ParsedOption option in ParsedOption.Of(arguments))
        {
            string[] names = option.Name switch
            {
                "-vnc" => ["", "websocket"],
                "-spice" => ["port", "tls-port"],
                _ => [],
            };
            foreach (string name in names)
            {
                if (option.Properties[name] is { } value)
                {
                    Generated.Add(value);
                }
            }
        }
    }
}
