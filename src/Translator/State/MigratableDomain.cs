using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.State;

/// <summary>
/// A running guest's definition in the form that older versions of libvirt read too (guest-state.md 1.3): devices that every machine of its kind has anyway are
/// left out, and completion puts them in again.
/// </summary>
public static class MigratableDomain
{
    /// <param name="xml">The guest's live XML; what holds for one run only (ports that were chosen, labels) falls out as it is read.</param>
    public static string Of(string xml, Settings settings)
    {
        Domain domain = DomainReader.Read(xml, new ReadingOptions { FileName = "live XML", IgnoreUnknown = true });
        if (domain.Os.Machine is { } machine && (machine.StartsWith("pc-i440fx", StringComparison.Ordinal) || machine == "pc"))
        {
            RemoveI440fxControllers(domain);
        }

        domain.Inputs.RemoveAll(i => i is { Type: InputType.Keyboard, Bus: InputBus.Ps2, HasUserAlias: false });
        if (domain.Audios is [{ Id: 1 } audio] && audio.Type == AudioType.None)
        {
            domain.Audios.Clear();
        }

        if (domain.Os.Machine?.Contains("q35", StringComparison.Ordinal) == true)
        {
            domain.Watchdogs.RemoveAll(w => w is { Model: WatchdogModel.Itco, Action: WatchdogAction.Reset, HasUserAlias: false });
        }

        RemoveChannelPaths(domain, settings);
        return DomainWriter.Write(domain);
    }

    private static void RemoveI440fxControllers(Domain domain)
    {
        List<Controller> usb = domain.Controllers.FindAll(c => c.Type == ControllerType.Usb);
        if (usb is [{ Index: null or 0, Model: null or ControllerModel.Piix3Uhci, HasUserAlias: false } onlyUsb])
        {
            domain.Controllers.Remove(onlyUsb);
        }

        List<Controller> pci = domain.Controllers.FindAll(c => c.Type == ControllerType.Pci);
        if (pci is [{ Index: null or 0, Model: ControllerModel.PciRoot, Pci.Hole64KiB: null, HasUserAlias: false } onlyPci])
        {
            domain.Controllers.Remove(onlyPci);
        }
    }

    /// <summary>Sockets whose place was made up anew for each run.</summary>
    private static void RemoveChannelPaths(Domain domain, Settings settings)
    {
        foreach (Channel channel in domain.Channels)
        {
            if (channel.Source is { Type: ChardevType.Unix, Path: { } path } source
                && path.StartsWith(settings.ChannelDirectory + "/", StringComparison.Ordinal))
            {
                source.Path = null;
            }
        }
    }
}
