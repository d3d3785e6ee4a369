using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace VirshLite.Architecture;

/// <summary>What a native program pays for at each start though it may never run it (docs/architecture.md, Cli).</summary>
public sealed class ColdStartSpecs
{
    /// <summary>
    /// Where one list of references is sorted in place, every type of list gets a sorter and a comparer, set up at each start: some 700 types, a tenth of what
    /// <c>list</c> costs. LINQ's order costs those two for the one type only.
    /// </summary>
    [Theory]
    [InlineData("DomainParser")]
    [InlineData("Translator")]
    [InlineData("Runner")]
    [InlineData("Cli")]
    public void No_list_is_sorted_in_place(string project) =>
        Calls(Projects.AssemblyOf(project)).ShouldNotContain(call => call.Type == "List`1" && call.Method == "Sort");

    /// <summary>It sorts such a list.</summary>
    [Fact]
    public void The_library_of_settings_is_not_asked_for_their_names() =>
        Calls(Projects.AssemblyOf("Runner")).ShouldNotContain(call => call.Method == "GetChildKeys");

    [Fact]
    public void Calls_are_seen()
    {
        var list = new List<string> { "b", "a" };
        list.Sort(string.CompareOrdinal);

        Calls(typeof(ColdStartSpecs).Assembly.Location).ShouldContain(call => call.Type == "List`1" && call.Method == "Sort");
    }

    private static List<(string Type, string Method)> Calls(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        MetadataReader metadata = file.GetMetadataReader();
        return
        [
            .. metadata.MemberReferences.Select(metadata.GetMemberReference)
                .Select(member => (TypeOf(metadata, member.Parent), metadata.GetString(member.Name))),
        ];
    }

    /// <summary>The name of a type elsewhere that a member belongs to, generic ones too; empty for what is neither.</summary>
    private static string TypeOf(MetadataReader metadata, EntityHandle parent)
    {
        if (parent.Kind == HandleKind.TypeSpecification)
        {
            BlobReader signature = metadata.GetBlobReader(metadata.GetTypeSpecification((TypeSpecificationHandle)parent).Signature);
            if (signature.ReadSignatureTypeCode() == SignatureTypeCode.GenericTypeInstance)
            {
                signature.ReadByte();
                parent = signature.ReadTypeHandle();
            }
        }

        return parent.Kind == HandleKind.TypeReference ? metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)parent).Name) : "";
    }
}
