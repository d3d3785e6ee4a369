using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Hooks;
using VirshLite.Runner.Native;
using VirshLite.Runner.Undo;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Launching;

/// <summary>
/// The calls of one guest's hooks (host-takeover.md 9): prepare, start and started on its way up, any of which may call the start off; stopped and release on
/// its way down, by the guest's journal, so that they come whoever tidies up. Hooks that appear later are not called for this run.
/// </summary>
internal sealed class GuestHooks
{
    private const string Kind = "qemu";
    private readonly HookScripts? scripts;
    private readonly Domain domain;
    private readonly CleanupJournal journal;
    private readonly int id;
    private readonly string xmlFile;

    /// <param name="settings">Whether there are hooks, and where.</param>
    /// <param name="domain">The guest.</param>
    /// <param name="id">The run's number.</param>
    /// <param name="journal">The run's journal.</param>
    /// <param name="directory">The run's state directory: what hooks read at the end is kept there.</param>
    public GuestHooks(Settings settings, Domain domain, int id, CleanupJournal journal, string directory)
    {
        this.domain = domain;
        this.journal = journal;
        this.id = id;
        xmlFile = directory + "/hooks.xml";
        scripts = HookScripts.Of(settings) is { } found && found.Any(Kind) ? found : null;
    }

    /// <summary>Before anything of the guest is made.</summary>
    public void Prepare()
    {
        NoteEnd("release");
        Call("prepare");
    }

    /// <summary>QEMU is about to run.</summary>
    public void Start()
    {
        NoteEnd("stopped");
        Call("start");
    }

    /// <summary>The guest runs.</summary>
    public void Started() => Call("started");

    /// <summary>A guest that ran already is minded from now on.</summary>
    public void Reconnect() => scripts?.Run(Kind, [domain.Name, "reconnect", "begin", "-"], Xml());

    /// <summary>The call at a guest's end, stopped or release; null where there are no hooks.</summary>
    public CleanupAction? EndOf(string operation) => scripts is null ? null
        : CleanupAction.Hook(xmlFile, [domain.Name, operation, "end", operation == "release" ? CleanupAction.ReasonOfEnd : "-"], scripts.Directories);

    /// <summary>Writes what hooks read at the end into a directory that is to be the run's.</summary>
    public void WriteXml(string directory)
    {
        if (scripts is not null)
        {
            Files.WriteAtomically($"{directory}/{Path.GetFileName(xmlFile)}", System.Text.Encoding.UTF8.GetBytes(Xml()), FileModes.OwnerFile);
        }
    }

    private void NoteEnd(string operation)
    {
        if (EndOf(operation) is { } action)
        {
            journal.Add(action);
        }
    }

    private string Xml()
    {
        int? former = domain.Id;
        domain.Id = id;
        string xml = DomainWriter.Write(domain, live: true);
        domain.Id = former;
        return xml;
    }

    private void Call(string operation)
    {
        if (scripts is null)
        {
            return;
        }

        string xml = Xml();
        Files.WriteAtomically(xmlFile, System.Text.Encoding.UTF8.GetBytes(xml), FileModes.OwnerFile);
        scripts.Run(Kind, [domain.Name, operation, "begin", "-"], xml);
    }
}
