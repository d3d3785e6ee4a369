using System.Xml.Linq;
using VirshLite.DomainParser;
using VirshLite.Translator.Context;
using VirshLite.Translator.FromNative.Devices;
using VirshLite.Translator.FromNative.Lines;
using VirshLite.Translator.FromNative.Sections;
using VirshLite.Translator.Parsing;
using static VirshLite.Translator.FromNative.Lines.Elements;

namespace VirshLite.Translator.FromNative;

/// <summary>
/// A QEMU command line becomes domain XML (docs/command-lines.md): libvirt's own lines of every age, and hand-written ones. What has no XML goes to
/// <c>&lt;qemu:commandline&gt;</c> or <c>&lt;qemu:override&gt;</c> and is named in a warning; nothing is dropped in silence.
/// </summary>
public static class NativeReader
{
    private static readonly XNamespace Qemu = "http://libvirt.org/schemas/domain/qemu/1.0";

    /// <param name="host">Asked what an image's format is and where hugepages are mounted; a host without answers will do.</param>
    /// <exception cref="DomainException">It is no QEMU command line.</exception>
    public static NativeDomain Read(ParsedCommand command, IHostFacts host, NativeOptions? options = null)
    {
        var native = new NativeCommand(command, host, options ?? new NativeOptions());
        XElement domain = native.Domain;
        native.HasNoDefaults = native.TakeFlag("-nodefaults");
        IdentityElements.Add(native);
        MachineElements.Add(native);
        VcpuElements.Add(native);
        CpuElements.Add(native);
        ClockElements.Add(native);
        BootElements.Add(native);
        DeviceReaders.Add(native);
        MemoryElements.Add(native);
        ProcessOptions.Add(native);
        domain.Add(native.Devices);
        AddLeftOver(native);
        return new NativeDomain(domain.ToString(), native.Warnings);
    }

    /// <summary>Options that nobody could explain.</summary>
    private static void AddLeftOver(NativeCommand native)
    {
        var arguments = new XElement(Qemu + "commandline");
        foreach (NativeOption option in native.Options.Where(option => !option.IsTaken))
        {
            if (option.Name.Length > 0)
            {
                arguments.Add(new XElement(Qemu + "arg", Attribute("value", option.Name)));
            }

            if (option.Value is not null)
            {
                arguments.Add(new XElement(Qemu + "arg", Attribute("value", option.Value)));
            }

            native.Warn($"'{option}' has no counterpart in domain XML: it is passed on in <qemu:commandline>");
        }

        foreach ((string name, string value) in native.Environment)
        {
            if (!IsLibvirts(name))
            {
                arguments.Add(new XElement(Qemu + "env", Attribute("name", name), Attribute("value", value)));
            }
        }

        var overrides = new XElement(Qemu + "override");
        foreach ((string alias, IReadOnlyList<KeyValuePair<string, string>> properties) in native.Overrides)
        {
            overrides.Add(new XElement(Qemu + "device", Attribute("alias", alias), new XElement(
                Qemu + "frontend", properties.Select(p =>
                    new XElement(Qemu + "property", Attribute("name", p.Key), Attribute("type", TypeOf(p.Value)), Attribute("value", ValueOf(p.Value)))))));
        }

        foreach (XElement element in (XElement[])[arguments, overrides])
        {
            if (element.HasElements)
            {
                native.Domain.SetAttributeValue(XNamespace.Xmlns + "qemu", Qemu.NamespaceName);
                native.Domain.Add(element);
            }
        }
    }

    private static bool IsLibvirts(string name) =>
        name is "PATH" or "HOME" or "USER" or "LOGNAME" or "LC_ALL" or "LANG" or "TMPDIR" or "PWD" or "SHELL" or "QEMU_AUDIO_DRV" or "SDL_AUDIODRIVER" or "TZ"
            or "XDG_DATA_HOME" or "XDG_CACHE_HOME" or "XDG_CONFIG_HOME" or "DISPLAY" or "XAUTHORITY" or "LD_PRELOAD" or "LD_LIBRARY_PATH" or "INVOCATION_ID"
                or "JOURNAL_STREAM"
            or "NOTIFY_SOCKET" or "SYSTEMD_EXEC_PID" or "MEMORY_PRESSURE_WATCH" or "MEMORY_PRESSURE_WRITE" or "LISTEN_PID" or "LISTEN_FDS" or "LIBVIRTD_ARGS";

    private static string TypeOf(string value) =>
        value is "on" or "off" ? "bool" : ulong.TryParse(value, out _) ? "unsigned" : long.TryParse(value, out _) ? "signed" : "string";

    private static string ValueOf(string value) => value switch { "on" => "true", "off" => "false", _ => value };
}

/// <summary>What came of a command line.</summary>
/// <param name="Xml">Domain XML as text, not yet completed.</param>
/// <param name="Warnings">What could not be expressed, and what was guessed.</param>
public sealed record NativeDomain(string Xml, IReadOnlyList<string> Warnings);
