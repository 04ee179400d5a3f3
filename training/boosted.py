"""Trees that LightGBM made, as src/model/trees.h reads them."""

LEAF = 0xFFFF


def nodes_of(tree, base=0):
    """A tree's nodes in preorder, the left child behind its parent, the first at place `base`: (feature, place of the right child,
    threshold); of a leaf (LEAF, 0, value)."""
    out = []

    def add(node):
        if "leaf_value" in node:
            out.append((LEAF, 0, node["leaf_value"]))
            return
        place = len(out)
        out.append(None)
        add(node["left_child"])
        out[place] = (node["split_feature"], base + len(out), node["threshold"])
        add(node["right_child"])

    add(tree)
    return out


def forest(trees):
    """The nodes of several trees, one behind another, and where each begins."""
    nodes, roots = [], []
    for tree in trees:
        roots.append(len(nodes))
        nodes += nodes_of(tree["tree_structure"], len(nodes))
    return nodes, roots


def literal(value):
    """As C++ writes a float: a point or an exponent before the f."""
    text = f"{value:.5g}"
    return text + ("f" if any(c in text for c in ".e") else ".0f")


def initializer(node):
    feature, right, value = node
    return f"{{{'kLeaf' if feature == LEAF else feature}, {right}, {literal(value)}}}"
