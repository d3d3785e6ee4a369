using System.Text;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.Runner.Native;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.State;

/// <summary>A guest's persistent definition, changed where its disks have changed for good; what stands above its XML stays.</summary>
internal static class DefinitionText
{
    /// <param name="path">The definition's file.</param>
    /// <param name="change">Gives back false where nothing is to be changed.</param>
    public static void Change(string path, Func<Domain, bool> change)
    {
        if (!File.Exists(path))
        {
            return;
        }

        string text = File.ReadAllText(path);
        int start = text.IndexOf("<domain", StringComparison.Ordinal);
        Domain domain = DomainReader.Read(text, new ReadingOptions { FileName = path, IgnoreUnknown = true });
        if (change(domain))
        {
            Files.WriteAtomically(path, Encoding.UTF8.GetBytes(text[..Math.Max(start, 0)] + DomainWriter.Write(domain)), FileModes.OwnerFile, durable: true);
        }
    }
}
