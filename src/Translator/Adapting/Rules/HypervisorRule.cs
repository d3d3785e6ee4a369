using System.Xml.Linq;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Adapting.Drafts;

namespace VirshLite.Translator.Adapting.Rules;

/// <summary>
/// Domains of other hypervisors and of the past become QEMU's: <c>type='xen'</c>, <c>kqemu</c>, <c>bhyve</c>, <c>vmware</c>. What only their own tools start
/// (boot loaders of the host, paravirtual kernels) cannot be kept.
/// </summary>
internal sealed class HypervisorRule : IAdaptingRule
{
    private static readonly string[] Foreign = ["bootloader", "bootloader_args"];

    public void Run(AdaptingDraft draft)
    {
        if (draft.Type is null)
        {
            string given = draft.Root.Attribute("type")?.Value is { Length: > 0 } type ? $"type '{type}'" : "no type";
            draft.SetAttribute(draft.Root, "type", DomainType.Names[DomainType.Kvm], $"the domain had {given}, which QEMU does not run");
        }

        foreach (XElement loader in draft.Root.Elements().Where(e => Foreign.Contains(e.Name.LocalName)))
        {
            draft.CommentOut(loader, "a boot loader of the host is Xen's: QEMU starts firmware or a kernel");
        }

        if (draft.Root.Element("os")?.Element("type") is { } os && os.Value.Trim() is not "hvm")
        {
            draft.SetText(os, "hvm", $"'{os.Value.Trim()}' guests are not QEMU's: it runs 'hvm'");
        }
    }
}
