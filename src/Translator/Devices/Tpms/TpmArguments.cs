using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Context;
using VirshLite.Translator.Devices.CharacterDevices;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Devices.Tpms;

/// <summary>TPMs (devices.md 8.1).</summary>
internal static class TpmArguments
{
    private const string ChardevId = "chrtpm";

    public static void Add(CommandLineBuilder builder)
    {
        foreach (Tpm tpm in builder.Domain.Tpms)
        {
            if (tpm.Model == TpmModel.SpaprTpmProxy)
            {
                builder.Plan.Requirements.Add(new(tpm.DevicePath!, "TPM proxy " + tpm.Alias, HostAccess.Node));
                builder.AddDevice(new PropertyBag().Add("driver", "spapr-tpm-proxy").Add("id", tpm.Alias).Add("host-path", tpm.DevicePath));
                continue;
            }

            string backend = "tpm-" + tpm.Alias;
            AddBackend(builder, tpm, backend);
            string driver = tpm.Model == TpmModel.TpmTis && !builder.Domain.IsX86() ? "tpm-tis-device" : TpmModel.Names[tpm.Model!.Value];
            PropertyBag bag = new PropertyBag().Add("driver", driver).Add("tpmdev", backend).Add("id", tpm.Alias);
            builder.AddDevice(AddressProperties.Add(bag, tpm, builder.Context));
        }
    }

    private static void AddBackend(CommandLineBuilder builder, Tpm tpm, string backend)
    {
        switch (tpm.Backend)
        {
            case TpmBackend.Passthrough:
                AddPassthrough(builder, tpm, backend);
                return;
            case TpmBackend.Emulator when builder.Context.Options.VirshPreview:
                AddSocket(builder, tpm, new ChardevSource { Type = ChardevType.Null });
                break;
            case TpmBackend.Emulator:
                SwtpmHelper.Add(builder, tpm);
                AddSocket(builder, tpm, new ChardevSource
                {
                    Type = ChardevType.Unix,
                    Path = builder.Context.Host.SwtpmSocket
                    ?? builder.Context.Paths.SwtpmSocket
                });
                break;
            default:
                AddSocket(builder, tpm, tpm.ExternalSource!);
                break;
        }

        builder.Add("-tpmdev", new OptionText("emulator").Add("id", backend).Add("chardev", ChardevId));
    }

    private static void AddSocket(CommandLineBuilder builder, Tpm tpm, ChardevSource source) =>
        ChardevArguments.AddPlain(builder, source, ChardevId, tpm.Alias!);

    private static void AddPassthrough(CommandLineBuilder builder, Tpm tpm, string backend)
    {
        string path = tpm.DevicePath!;
        string cancel = CancelPath(builder.Context.Host, path);
        int deviceSet = builder.TakeFdSet();
        int cancelSet = builder.TakeFdSet();
        builder.AddFd(deviceSet, builder.Open(new DeviceNode(tpm.Alias + "-tpm", path, ReadWrite: true, DeviceNodeKind.Tpm)), tpm.Alias + "-tpm");
        builder.AddFd(cancelSet, builder.Open(new DeviceNode(tpm.Alias + "-cancel", cancel, ReadWrite: true, DeviceNodeKind.TpmCancel)), tpm.Alias + "-cancel");
        builder.Add("-tpmdev", new OptionText("passthrough").Add("id", backend)
            .Add("path", ChardevText.FdSetPath(deviceSet))
            .Add("cancel-path", ChardevText.FdSetPath(cancelSet)));
    }

    /// <summary>The file that stops a running command, by the device's name; where there is none, /dev/null swallows the wish.</summary>
    private static string CancelPath(IHostFacts host, string devicePath)
    {
        string name = devicePath[(devicePath.LastIndexOf('/') + 1)..];
        foreach (string path in (ReadOnlySpan<string>)[$"/sys/class/misc/{name}/device/cancel", $"/sys/class/tpm/{name}/device/cancel"])
        {
            if (host.KindOf(path) != HostPathKind.Missing)
            {
                return path;
            }
        }

        return "/dev/null";
    }
}
