using System.Xml.Linq;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Adapting.Drafts;

namespace VirshLite.Translator.Adapting.Rules;

/// <summary>The host's half of emulated devices: character devices, directories, input devices, TPMs, randomness, render nodes.</summary>
internal sealed class BackendsRule : IAdaptingRule
{
    public void Run(AdaptingDraft draft)
    {
        foreach (XElement device in draft.Devices)
        {
            switch (device.Name.LocalName)
            {
                case "rng":
                    Randomness(draft, device);
                    break;
                case "tpm":
                    Tpm(draft, device);
                    break;
                case "input" when device.Attribute("type")?.Value is "evdev":
                    CutIfMissing(draft, device, device.Element("source")?.Attribute("dev")?.Value, "input device");
                    break;
                case "input" when device.Attribute("type")?.Value is "passthrough":
                    CutIfMissing(draft, device, device.Element("source")?.Attribute("evdev")?.Value, "input device");
                    break;
                case "filesystem" when device.Attribute("type")?.Value is null or "mount":
                    CutIfMissing(draft, device, device.Element("source")?.Attribute("dir")?.Value, "directory");
                    CutIfMissing(draft, device, device.Element("source")?.Attribute("socket")?.Value, "socket of virtiofsd");
                    break;
                case "serial" or "parallel" or "console" or "channel" when device.Attribute("type")?.Value is "dev":
                    CutIfMissing(draft, device, device.Element("source")?.Attribute("path")?.Value, "character device");
                    break;
                case "memory":
                    CutIfMissing(draft, device, device.Element("source")?.Element("path")?.Value, "file");
                    break;
                case "vsock" when draft.Facts.KnowsFiles:
                    CutIfMissing(draft, device, "/dev/vhost-vsock", "device (modprobe vhost_vsock)");
                    break;
                case "graphics":
                    Rendering(draft, device);
                    break;
                case "interface" when device.Attribute("type")?.Value is "vhostuser" && device.Element("source") is { } source
                    && source.Attribute("mode")?.Value is "client" && source.Attribute("path")?.Value is { } path && !draft.Host.Has(path):
                    draft.Remark(device, $"nobody serves {path} here yet: the switch has to run before the guest");
                    break;
            }
        }
    }

    private static void CutIfMissing(AdaptingDraft draft, XElement device, string? path, string what)
    {
        if (path is { Length: > 0 } && !draft.Host.Has(path))
        {
            draft.CommentOut(device, $"there is no {what} {path} on this host");
        }
    }

    private static void Randomness(AdaptingDraft draft, XElement device)
    {
        const string Usual = "<backend model='random'>/dev/urandom</backend>";
        if (device.Element("backend") is not { } backend)
        {
            draft.Append(device, Usual, "the source of randomness was not given");
        }
        else if (backend.Attribute("model")?.Value is "random" && backend.Value.Trim() is { Length: > 0 } path && !draft.Host.Has(path))
        {
            draft.SetText(backend, "/dev/urandom", $"there is no {path} on this host");
        }
    }

    private static void Tpm(AdaptingDraft draft, XElement device)
    {
        XElement? backend = device.Element("backend");
        switch (backend?.Attribute("type")?.Value)
        {
            case "passthrough":
                CutIfMissing(draft, device, backend.Element("device")?.Attribute("path")?.Value ?? "/dev/tpm0", "TPM");
                break;
            case "emulator":
                string version = backend.Attribute("version")?.Value is { } word && TpmVersion.Names.TryParse(word, out _) ? word : "2.0";
                if (draft.Facts.SwtpmVersions.Count == 0)
                {
                    draft.CommentOut(device, "swtpm, which emulates TPMs, is not installed here (Debian: apt-get install swtpm swtpm-tools)");
                }
                else if (!draft.Facts.SwtpmVersions.Contains(version))
                {
                    draft.CommentOut(device, $"this host's swtpm emulates no TPM {version}, only {string.Join(", ", draft.Facts.SwtpmVersions)}");
                }

                break;
        }
    }

    private static void Rendering(AdaptingDraft draft, XElement device)
    {
        if (device.Element("gl") is not { } gl)
        {
            return;
        }

        string? node = gl.Attribute("rendernode")?.Value;
        if (gl.Attribute("enable")?.Value is "yes" && draft.Facts.RenderNode is null)
        {
            draft.CommentOut(gl, "this host has no DRM render node");
            foreach (XElement acceleration in draft.Devices.Where(d => d.Name.LocalName == "video").Elements("model").Elements("acceleration"))
            {
                draft.CommentOut(acceleration, "this host has no DRM render node");
            }
        }
        else if (node is not null && !draft.Host.Has(node) && draft.Facts.RenderNode is { } own)
        {
            draft.SetAttribute(gl, "rendernode", own, $"there is no {node} on this host");
        }
    }
}
