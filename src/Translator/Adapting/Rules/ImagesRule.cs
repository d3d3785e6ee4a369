using System.Xml.Linq;
using VirshLite.Translator.Adapting.Drafts;

namespace VirshLite.Translator.Adapting.Rules;

/// <summary>Files that are not here: media of drives are taken out, images of disks and kernels stay and are named.</summary>
internal sealed class ImagesRule : IAdaptingRule
{
    public void Run(AdaptingDraft draft)
    {
        foreach (XElement disk in draft.Devices.Where(d => d.Name.LocalName == "disk"))
        {
            XElement? source = disk.Element("source");
            string? path = source?.Attribute("file")?.Value ?? source?.Attribute("dev")?.Value;
            if (path is not { Length: > 0 } || path.StartsWith('/') && draft.Host.Has(path) || !path.StartsWith('/'))
            {
                continue;
            }

            if (disk.Attribute("device")?.Value is "cdrom" or "floppy")
            {
                draft.CommentOut(source!, $"{path} is not on this host: the drive is empty");
            }
            else
            {
                draft.Remark(disk, $"the image {path} is not on this host: copy it, make it, or name another place with --path OLD=NEW");
            }
        }

        foreach (XElement file in draft.Root.Elements("os").Elements().Where(e => e.Name.LocalName is "kernel" or "initrd" or "dtb"))
        {
            if (file.Value.Trim() is { Length: > 0 } path && path.StartsWith('/') && !draft.Host.Has(path))
            {
                draft.Remark(file, $"the file {path} is not on this host");
            }
        }
    }
}
