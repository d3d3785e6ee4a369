using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Devices.Filesystems;

/// <summary>A file system without access mode passes the host's permissions through (completion.md 6.3).</summary>
internal sealed class FilesystemPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        foreach (Filesystem filesystem in context.Domain.Filesystems)
        {
            if (filesystem.Socket is null)
            {
                filesystem.AccessMode ??= FilesystemAccessMode.Passthrough;
            }
        }
    }
}
