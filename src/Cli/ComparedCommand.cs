using System.Globalization;
using VirshLite.Cli.Output;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Launching;
using VirshLite.Translator;
using VirshLite.Translator.CommandLine.Parsing;
using VirshLite.Translator.Plan;

namespace VirshLite.Cli;

/// <summary>One side of a comparison: a domain that is still to be translated, or a command line that is there already.</summary>
internal sealed class ComparedCommand
{
    private readonly string word;
    private readonly Domain? domain;
    private readonly ParsedCommand? command;
    private readonly GuestRecord? guest;

    private ComparedCommand(string word, Domain? domain, ParsedCommand? command, GuestRecord? guest)
    {
        this.word = word;
        this.domain = domain;
        this.command = command;
        this.guest = guest;
    }

    /// <summary>How the side is called in the output.</summary>
    public string Name => guest is null ? word : $"{guest.Name} (running, id {guest.Id.ToString(CultureInfo.InvariantCulture)})";

    /// <summary>Values that were drawn because the XML leaves them out.</summary>
    public HashSet<string> Generated { get; } = [];

    /// <summary>A file with domain XML, a command line or a libvirt log; a running guest; or a guest of libvirt that has a log.</summary>
    public static ComparedCommand Find(Host host, Io io, string word, bool ignoreUnknown)
    {
        bool isFile = word == "-" || File.Exists(word);
        if (!isFile && host.Guests.Find(word) is { Qemu: { } qemu } record)
        {
            string process = string.Create(CultureInfo.InvariantCulture, $"/proc/{qemu.Pid}/");
            return new(word, null, ParsedCommand.Parse(ReadProcess(process + "environ") + ReadProcess(process + "cmdline")), record);
        }

        string libvirtLog = $"{host.Configuration.LibvirtSettings.LogDirectory}/{word}.log";
        if (!isFile && !word.Contains('/') && File.Exists(libvirtLog))
        {
            word = libvirtLog;
            isFile = true;
        }

        if (!isFile)
        {
            throw Verbs.DumpxmlVerb.LooksLikeFile(word) ? DomainException.Operation($"failed to open file '{word}': there is no such file") : new GuestNotFoundException(word);
        }

        string text = DomainFile.ReadText(word);
        if (text.AsSpan().TrimStart().TrimStart('\uFEFF').StartsWith("<"))
        {
            Domain domain = DomainFile.Parse(text, word, io, ignoreUnknown);
            return new(word, domain, null, null);
        }

        io.InputName = word;
        return new(word, null, ParsedCommand.Parse(text), null);
    }

    /// <summary>The command line; a domain is translated for the directories that the other side uses.</summary>
    public ParsedCommand Command(Host host, Io io, ComparedCommand other)
    {
        if (command is not null)
        {
            return command;
        }

        io.InputName = word;
        bool asStarted = other.guest is not null || other.command is { } text && UsesDirectory(text, host.Settings.LibDirectory);
        TranslationContext context;
        if (asStarted)
        {
            DomainFile.ResolveRelativePaths(domain!, word);
            if (other.guest is { } running)
            {
                DomainFile.TakeIdentityOf(running, domain!);
            }

            int id = other.guest?.Id ?? host.Guests.Store.PeekNextId();
            context = host.Context(domain!, host.Settings, new TranslationOptions { GuestId = id, ForStart = other.guest is null });
        }
        else
        {
            context = host.Context(domain!, host.Configuration.LibvirtSettings);
        }

        bool[] hadMac = [.. domain!.Interfaces.Select(i => i.Mac is not null)];
        bool hadUuid = domain.Uuid is not null;
        LaunchPlan plan = CommandPlan.Of(context);
        VhostNetGrant.ApplyWhereOptional(plan);
        NoteGenerated(plan.Domain, hadUuid, hadMac);
        return new(plan.Environment, plan.Binary, PlanRenderer.Arguments(plan, new DenseNumbering(plan)));
    }

    private static string ReadProcess(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DomainException.Operation($"{file} cannot be read: {e.Message}");
        }
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
}
