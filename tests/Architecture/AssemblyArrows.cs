using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace VirshLite.Architecture;

/// <summary>
/// Reads a compiled assembly and lists which of its types names which other one of the same assembly. Everything counts that the compiler leaves in the file:
/// base types, interfaces, fields, signatures, attributes, local variables and each instruction of each method body. What a lambda, an iterator or an async
/// method names counts for the type that it was written in. Constants do not show: the compiler copies their values.
/// </summary>
internal sealed class AssemblyArrows
{
    private readonly MetadataReader metadata;
    private readonly PEReader image;
    private readonly SignatureTypes signatures;
    private readonly HashSet<TypeArrow> arrows = [];

    private AssemblyArrows(PEReader image)
    {
        this.image = image;
        metadata = image.GetMetadataReader();
        signatures = new SignatureTypes();
    }

    public static IReadOnlyCollection<TypeArrow> Of(string path)
    {
        using var image = new PEReader(File.OpenRead(path));
        var reader = new AssemblyArrows(image);
        reader.Read();
        return reader.arrows;
    }

    /// <summary>The names of the assemblies that one refers to.</summary>
    public static IReadOnlyList<string> AssembliesOf(string path)
    {
        using var image = new PEReader(File.OpenRead(path));
        MetadataReader metadata = image.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }

    private void Read()
    {
        foreach (TypeDefinitionHandle handle in metadata.TypeDefinitions)
        {
            TypeDefinition type = metadata.GetTypeDefinition(handle);
            var named = new HashSet<EntityHandle>();
            AddDeclaration(type, named);
            foreach (MethodDefinitionHandle method in type.GetMethods())
            {
                AddMethod(metadata.GetMethodDefinition(method), named);
            }

            TypeName from = TopLevel(handle);
            foreach (EntityHandle other in named)
            {
                if (other.Kind == HandleKind.TypeDefinition && TopLevel((TypeDefinitionHandle)other) is var to && to != from && to.Namespace.Length > 0
                    && from.Namespace.Length > 0)
                {
                    arrows.Add(new TypeArrow(from, to));
                }
            }
        }
    }

    private TypeName TopLevel(TypeDefinitionHandle handle)
    {
        TypeDefinition type = metadata.GetTypeDefinition(handle);
        while (!type.GetDeclaringType().IsNil)
        {
            type = metadata.GetTypeDefinition(type.GetDeclaringType());
        }

        return new TypeName(metadata.GetString(type.Namespace), metadata.GetString(type.Name));
    }

    private void AddDeclaration(TypeDefinition type, HashSet<EntityHandle> named)
    {
        Add(type.BaseType, named);
        foreach (InterfaceImplementationHandle handle in type.GetInterfaceImplementations())
        {
            Add(metadata.GetInterfaceImplementation(handle).Interface, named);
        }

        foreach (FieldDefinitionHandle handle in type.GetFields())
        {
            FieldDefinition field = metadata.GetFieldDefinition(handle);
            AddSignature(field.Signature, named);
            AddAttributes(field.GetCustomAttributes(), named);
        }

        AddParameters(type.GetGenericParameters(), named);
        AddAttributes(type.GetCustomAttributes(), named);
    }

    private void AddMethod(MethodDefinition method, HashSet<EntityHandle> named)
    {
        AddSignature(method.Signature, named);
        AddParameters(method.GetGenericParameters(), named);
        AddAttributes(method.GetCustomAttributes(), named);
        if (method.RelativeVirtualAddress == 0)
        {
            return;
        }

        MethodBodyBlock body = image.GetMethodBody(method.RelativeVirtualAddress);
        if (!body.LocalSignature.IsNil)
        {
            AddSignature(metadata.GetStandaloneSignature(body.LocalSignature).Signature, named);
        }

        foreach (ExceptionRegion region in body.ExceptionRegions)
        {
            Add(region.CatchType, named);
        }

        foreach (EntityHandle handle in MethodTokens.Of(body.GetILReader()))
        {
            Add(handle, named);
        }
    }

    private void AddParameters(GenericParameterHandleCollection parameters, HashSet<EntityHandle> named)
    {
        foreach (GenericParameterHandle handle in parameters)
        {
            foreach (GenericParameterConstraintHandle constraint in metadata.GetGenericParameter(handle).GetConstraints())
            {
                Add(metadata.GetGenericParameterConstraint(constraint).Type, named);
            }
        }
    }

    private void AddAttributes(CustomAttributeHandleCollection attributes, HashSet<EntityHandle> named)
    {
        foreach (CustomAttributeHandle handle in attributes)
        {
            Add(metadata.GetCustomAttribute(handle).Constructor, named);
        }
    }

    /// <summary>Whatever a token stands for: a type, a member of one, or an instance of a generic one.</summary>
    private void Add(EntityHandle handle, HashSet<EntityHandle> named)
    {
        if (handle.IsNil)
        {
            return;
        }

        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition:
                named.Add(handle);
                break;
            case HandleKind.TypeSpecification:
                signatures.ReadType(metadata, metadata.GetTypeSpecification((TypeSpecificationHandle)handle).Signature);
                named.UnionWith(signatures.Types);
                break;
            case HandleKind.FieldDefinition:
                FieldDefinition field = metadata.GetFieldDefinition((FieldDefinitionHandle)handle);
                named.Add(field.GetDeclaringType());
                AddSignature(field.Signature, named);
                break;
            case HandleKind.MethodDefinition:
                MethodDefinition method = metadata.GetMethodDefinition((MethodDefinitionHandle)handle);
                named.Add(method.GetDeclaringType());
                AddSignature(method.Signature, named);
                break;
            case HandleKind.MemberReference:
                MemberReference member = metadata.GetMemberReference((MemberReferenceHandle)handle);
                Add(member.Parent, named);
                AddSignature(member.Signature, named);
                break;
            case HandleKind.MethodSpecification:
                MethodSpecification specification = metadata.GetMethodSpecification((MethodSpecificationHandle)handle);
                Add(specification.Method, named);
                AddSignature(specification.Signature, named);
                break;
            case HandleKind.StandaloneSignature:
                AddSignature(metadata.GetStandaloneSignature((StandaloneSignatureHandle)handle).Signature, named);
                break;
        }
    }

    private void AddSignature(BlobHandle blob, HashSet<EntityHandle> named)
    {
        signatures.Read(metadata, blob);
        named.UnionWith(signatures.Types);
    }
}
