using VirshLite.DomainParser;
using VirshLite.Runner.Events;
using VirshLite.Runner.Native;
using VirshLite.Translator.Context;
using VirshLite.Translator.Events;
using VirshLite.Translator.Takeover;

namespace VirshLite.Runner.Definitions;

/// <summary>
/// The definitions of this host: VirshLite's own, and libvirt's where they stand, if the setting <c>use_libvirt_definitions</c> says so or no libvirt daemon is
/// there to mind them. A name that both have is VirshLite's.
/// </summary>
public sealed class DefinitionStore
{
    private readonly Settings settings;
    private readonly Settings libvirt;
    private readonly LibvirtDaemon daemon;
    private readonly DefinitionDirectory own;
    private readonly DefinitionDirectory? theirs;

    /// <param name="settings">VirshLite's directories.</param>
    /// <param name="libvirt">libvirt's.</param>
    public DefinitionStore(Settings settings, Settings libvirt)
        : this(settings, libvirt, new LibvirtDaemon(settings.Privileged))
    {
    }

    internal DefinitionStore(Settings settings, Settings libvirt, LibvirtDaemon daemon)
    {
        this.settings = settings;
        this.libvirt = libvirt;
        this.daemon = daemon;
        own = new(settings.ConfigDirectory + "/guests", DefinitionOwner.VirshLite);
        UsesLibvirts = settings.UseLibvirtDefinitions ?? (Directory.Exists(libvirt.ConfigDirectory) && (daemon.IsAway || IsTakenOver));
        theirs = UsesLibvirts ? new(libvirt.ConfigDirectory, DefinitionOwner.Libvirt) : null;
    }

    /// <summary>libvirt's definitions count as ours.</summary>
    public bool UsesLibvirts { get; }

    /// <summary>The host was taken over from libvirt, whose daemon is stopped though nothing masks it (session mode, hosts without systemd).</summary>
    private bool IsTakenOver => File.Exists(TakeoverPaths.Journal(settings)) && !daemon.IsRunning;

    /// <summary>Where new ones are written.</summary>
    public string OwnDirectory => own.Path;

    /// <summary>All definitions, by name without regard to case (host-takeover.md 7.2, list).</summary>
    public IReadOnlyList<GuestDefinition> All()
    {
        var found = new Dictionary<string, GuestDefinition>(StringComparer.Ordinal);
        foreach (GuestDefinition definition in own.All().Concat(theirs?.All() ?? []))
        {
            found.TryAdd(definition.Name, definition);
        }

        return [.. found.Values.OrderBy(d => d.Name, StringComparer.OrdinalIgnoreCase).ThenBy(d => d.Name, StringComparer.Ordinal)];
    }

    public GuestDefinition? Named(string name) => own.Named(name) ?? theirs?.Named(name);

    /// <summary>By UUID or name, in this order, as virsh looks guests up; null where there is none.</summary>
    public GuestDefinition? Find(string what) => (Guid.TryParse(what, out Guid uuid) ? WithUuid(uuid) : null) ?? Named(what);

    public GuestDefinition? WithUuid(Guid uuid) => own.All().Concat(theirs?.All() ?? []).FirstOrDefault(d => d.Uuid == uuid);

    /// <summary>Stores a definition, new or in place of that of the same name and UUID.</summary>
    /// <param name="name">The guest's name.</param>
    /// <param name="uuid">Its UUID.</param>
    /// <param name="xml">Its XML as <c>dumpxml --inactive</c> is to show it.</param>
    /// <exception cref="DomainException">Another guest has the name or the UUID; the name cannot be a file's.</exception>
    /// <param name="told">What is told of it; null = that the guest is defined.</param>
    /// <param name="silent">Nothing is told: libvirt tells of changed devices, not of changed figures (measured.md 13).</param>
    public GuestDefinition Define(string name, Guid uuid, string xml, DomainEvent? told = null, bool silent = false)
    {
        using FileLock held = Lock();
        CheckIsFree(name, uuid);
        GuestDefinition? before = Named(name);
        if (before is { Owner: DefinitionOwner.Libvirt })
        {
            CheckDaemonIsNotRunning();
        }

        GuestDefinition written = (before is { Owner: DefinitionOwner.Libvirt } ? theirs! : own).Write(name, xml);
        if (silent)
        {
            return written;
        }

        Tell(name, told ?? DomainEvents.Lifecycle("Defined", before is null ? "Added" : "Updated"));
        return written;
    }

    /// <summary>
    /// A guest of that name and UUID may be defined or started: no definition has one of them and not the other (host-takeover.md 7.2, redefining).
    /// </summary>
    /// <exception cref="DomainException">One has.</exception>
    public void CheckIsFree(string name, Guid uuid)
    {
        if (Named(name) is { } named && named.Uuid != uuid)
        {
            throw new GuestException($"operation failed: domain '{name}' already exists with uuid {named.Uuid}");
        }

        if (WithUuid(uuid) is { } other && other.Name != name)
        {
            throw new GuestException($"operation failed: domain '{other.Name}' is already defined with uuid {uuid}");
        }
    }

    /// <summary>Removes a definition and its autostart links; nothing else of the guest.</summary>
    public void Remove(GuestDefinition definition)
    {
        using FileLock held = Lock();
        CheckMayChange(definition);
        DefinitionDirectory.Remove(definition);
        Tell(definition.Name, DomainEvents.Lifecycle("Undefined", "Removed"));
    }

    /// <param name="definition">The guest.</param>
    /// <param name="once">The next boot only.</param>
    /// <param name="enabled">Set or taken back.</param>
    public void SetAutostart(GuestDefinition definition, bool once, bool enabled)
    {
        using FileLock held = Lock();
        CheckMayChange(definition);
        DefinitionDirectory.SetAutostart(definition, once, enabled);
    }

    /// <summary>
    /// Gives a definition another name: its file and its autostart links, and what is kept of the guest's snapshots and checkpoints. Its NVRAM, TPM state, log
    /// and images keep their paths (host-takeover.md 7.2, domrename).
    /// </summary>
    /// <param name="definition">The guest, not active.</param>
    /// <param name="name">The new name.</param>
    /// <param name="xml">The XML with the new name in it.</param>
    public GuestDefinition Rename(GuestDefinition definition, string name, string xml)
    {
        using FileLock held = Lock();
        CheckMayChange(definition);
        if (Named(name) is not null)
        {
            throw new GuestException($"Requested operation is not valid: domain with name '{name}' already exists");
        }

        bool autostart = definition.Autostart, once = definition.AutostartOnce;
        GuestDefinition renamed = (definition.Owner == DefinitionOwner.Libvirt ? theirs! : own).Write(name, xml);
        foreach (string kind in (string[])["snapshot", "checkpoint"])
        {
            string from = $"{LibDirectoryOf(definition)}/{kind}/{definition.Name}";
            if (Directory.Exists(from))
            {
                Directory.Move(from, $"{LibDirectoryOf(definition)}/{kind}/{name}");
            }
        }

        DefinitionDirectory.Remove(definition);
        if (autostart)
        {
            DefinitionDirectory.SetAutostart(renamed, once: false, enabled: true);
        }

        if (once)
        {
            DefinitionDirectory.SetAutostart(renamed, once: true, enabled: true);
        }

        Tell(definition.Name, DomainEvents.Lifecycle("Undefined", "Renamed"));
        Tell(name, DomainEvents.Lifecycle("Defined", "Renamed"));
        return renamed;
    }

    /// <summary>The directory with what is kept of a guest beside its definition: save/, snapshot/, checkpoint/.</summary>
    public string LibDirectoryOf(GuestDefinition? definition) =>
        definition is { Owner: DefinitionOwner.Libvirt } ? libvirt.LibDirectory : settings.LibDirectory;

    /// <summary>The settings that a defined guest runs with: one of libvirt's keeps its NVRAM and its TPM's state where libvirt put them.</summary>
    public Settings SettingsOf(GuestDefinition? definition) => definition is { Owner: DefinitionOwner.Libvirt }
        ? settings with { NvramDirectory = libvirt.NvramDirectory, SwtpmStateDirectory = libvirt.SwtpmStateDirectory }
        : settings;

    private void Tell(string name, DomainEvent happened) => new EventHub(settings).Send(name, happened);

    private FileLock Lock()
    {
        Files.MakeDirectory(settings.StateDirectory, Translator.Plan.FileModes.PublicDirectory);
        return FileLock.Take(settings.StateDirectory + "/definitions.lock");
    }

    private void CheckMayChange(GuestDefinition definition)
    {
        if (definition.Owner == DefinitionOwner.Libvirt)
        {
            CheckDaemonIsNotRunning();
        }
    }

    /// <summary>A running daemon holds its definitions in memory and would write them over ours (host-takeover.md 10.2).</summary>
    private void CheckDaemonIsNotRunning()
    {
        if (daemon.IsRunning)
        {
            throw new GuestException(
                "Requested operation is not valid: libvirt's daemon runs and holds this definition; change it with virsh, or stop and mask the daemon first");
        }
    }
}
